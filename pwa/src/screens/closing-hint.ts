/** When Today says again that the server will stop: two weeks after it was put away, and in the last week anew. */

import { closesOn } from "../kernel/identity/told";
import { serverNow } from "../kernel/store/clock";

const WEEK = 7 * 86_400_000;

/** The name by which the card is put away. */
export function closingHint(): string {
	const left = Date.parse(`${closesOn.value}T12:00Z`) - serverNow();
	return left < WEEK ? "closing-soon" : "closing";
}
