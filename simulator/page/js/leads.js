// Where a press on something leads stands on it as a mark, and view/follow.js goes there: a text need not know the page.

/** The attributes of what leads to a "user", a "channel", a "message", or a "command", which has a name too. */
export const leadsTo = (what, id, name = null) => ({ "data-leads": what, "data-lead-id": id, "data-lead-name": name });
