import { m } from "../../paraglide/messages.js";
import { say } from "../../ui/snackbar";
import { type Occurrence, skip } from "./store";

/** Skips one time for both, with Undo. */
export async function skipAndSay(occurrence: Occurrence): Promise<void> {
	say(m.occurrence_is_skipped(), await skip(occurrence));
}
