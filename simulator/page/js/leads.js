// Where a press on something leads is a mark on it, and view/follow.js goes there: a text need not know the page.

/** The attributes of what leads to a "channel", a "message", or a "command", which has a name too. */
export const leadsTo = (what, id, name = null) => ({ "data-leads": what, "data-lead-id": id, "data-lead-name": name });

/** Those of what leads to a person's card, and is that person for the menus too. */
export const leadsToUser = (id) => ({ "data-user": id, ...leadsTo("user", id) });
