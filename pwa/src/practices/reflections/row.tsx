/** A reflection in a list: its sentence, its day, and whether it is shared. */

import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { linkFrom, type Origin } from "../../ui/came-from";
import { feelingWord } from "../../ui/feelings";
import { OnIcon } from "../../ui/icons";
import { Unsent } from "../../ui/note";
import { SharedHint } from "../../ui/shared-hint";
import { joined, longDate } from "../../ui/when";
import { actWord } from "./acts";
import { needWord } from "./needs";
import { KEPT, type OwnReflection, type Reflection } from "./store";
import "./reflections.css";

interface RowProps {
	readonly reflection: OwnReflection | Reflection;
	/** Where the list is, unless it is the list of all. */
	readonly from?: Origin;
}

export function ReflectionRow({ reflection, from }: RowProps) {
	return (
		<a class="row-link" href={linkFrom(from ?? null, `/reflections/${reflection.id}`)}>
			<span class="grow">
				<b class="reflection-start">{isolated(nameOf(reflection))}</b>
				<span class="hint">{longDate(reflection.at, minute.value)}</span>
				<SharedHint of={KEPT} one={reflection} />
				<Unsent pending={reflection.by_me && reflection.pending} stuck={reflection.stuck} />
			</span>
			<OnIcon size={1.25} />
		</a>
	);
}

/** The sentence, or what was said instead of one. */
function nameOf({ sentence, feelings, when, need, act }: Reflection): string {
	return sentence || joined(feelings.map(feelingWord)) || when || needWord(need) || (act ? actWord(act) : "");
}
