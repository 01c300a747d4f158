/** Conversations at moments of other practices: nothing while one is open, or while one of the two has a pause. */

import { silent } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import type { Offer } from "../../ui/moments";
import { running } from "./conversation";

const offer: Offer = () =>
	running.value || silent.value ? null : { href: "/conversations/new", title: m.conversation_offer() };

export default offer;
