/** Saves a check-in with one tap, and says so. */

import { m } from "../../paraglide/messages.js";
import { type Mood, moodWord } from "../../ui/faces";
import { say } from "../../ui/snackbar";
import { audience, checkIn, undo } from "./store";

/** Saves it for the current audience and offers Undo. */
export async function checkInAndSay(mood: Mood, day: "today" | "yesterday" = "today"): Promise<void> {
	const face = moodWord(mood);
	const said = audience.now.value === "us" ? m.check_in_saved_us({ face }) : m.check_in_saved_me({ face });
	const id = await checkIn(mood, day);
	say(day === "today" ? said : m.check_in_saved_yesterday({ said }), () => undo(id));
}
