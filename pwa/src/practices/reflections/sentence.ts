/** The "I" sentence, put together from what was said. */

import { withoutTurns } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { getLocale } from "../../paraglide/runtime.js";
import { feelingWord } from "../../ui/feelings";
import { joined } from "../../ui/when";
import { wishWord } from "./acts";
import { needWord } from "./needs";
import type { ReflectionWords } from "./words";

export type Parts = Omit<ReflectionWords, "sentence">;

/** "I feel hurt when the phone lights up, because I need honesty, and I would like to talk."; "" from nothing. */
export function sentenceOf({ feelings, when, need, act }: Parts): string {
	const happened = clause(when);
	const felt = joined(feelings.map(feelingWord));
	const needed = clause(needWord(need));
	const before = felt !== "";
	const clauses = [
		begun(felt, happened),
		needed && (before ? m.reflection_because_i_need : m.reflection_i_need)({ need: needed }),
		act && (before || needed ? m.reflection_and_i_would_like : m.reflection_i_would_like)({ wish: wishWord(act) }),
	].filter((one) => one !== null && one !== "");
	if (clauses.length === 0) return "";
	const sentence = m.reflection_sentence({ clauses: withoutTurns(clauses.join(m.reflection_between())) });
	return sentence.charAt(0).toLocaleUpperCase(getLocale()) + sentence.slice(1);
}

function begun(feelings: string, what: string): string {
	if (feelings && what) return m.reflection_i_feel_when({ feelings, what });
	if (feelings) return m.reflection_i_feel({ feelings });
	return what && m.reflection_when({ what });
}

/** As it stands inside a sentence: no stop at its end. */
function clause(typed: string): string {
	return typed
		.trim()
		.replace(/\s+/g, " ")
		.replace(/[.,;:!…\s]+$/u, "");
}
