/** A line of an export or of the tray that says what it is. */

import { m } from "../paraglide/messages.js";

/** "Energy: 3 of 5"; no line without a value. */
export function namedLines(name: string, value: string): readonly string[] {
	return value === "" ? [] : [m.export_named({ name, value })];
}
