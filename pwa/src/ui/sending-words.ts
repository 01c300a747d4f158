/** What is said of something for the partner that was just written here. */

import { reachable } from "../kernel/http/status";
import { m } from "../paraglide/messages.js";

/** That it is being sent; without a connection, as its card says it: that it is saved and waits. */
export function sendingWords(name: string): string {
	return reachable.value && navigator.onLine !== false ? m.on_its_way({ name }) : m.unsent();
}
