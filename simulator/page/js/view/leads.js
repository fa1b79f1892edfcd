// Where mentions lead: to a person's card, to a channel, to a command in the composer.

import { composer } from "../compose/composer.js";
import { openChannel } from "../view.js";
import { openUser } from "./popout.js";

export const showUser = (id, anchor) => openUser(id, anchor);

export const goTo = (channelId) => openChannel(channelId);

/** Put a command into the composer, if the viewer may use it here. */
export const insertCommand = (id, name) => composer.insertCommand({ id, name });
