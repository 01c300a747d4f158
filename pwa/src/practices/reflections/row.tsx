/** A reflection in a list: its sentence, its day, and whether it is shared. */

import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { linkFrom, type Origin } from "../../ui/came-from";
import { feelingWord } from "../../ui/feelings";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import { joined, longDate } from "../../ui/when";
import { actWord } from "./acts";
import { needWord } from "./needs";
import type { OwnReflection, Reflection } from "./store";
import "./reflections.css";

interface RowProps {
	readonly reflection: OwnReflection | Reflection;
	/** Where the list is, unless it is the list of all. */
	readonly from?: Origin;
}

export function ReflectionRow({ reflection, from }: RowProps) {
	const { inside } = usePartner();
	return (
		<a class="row-link" href={linkFrom(from ?? null, `/reflections/${reflection.id}`)}>
			<span class="grow">
				<b class="reflection-start">{isolated(nameOf(reflection))}</b>
				<span class="hint">{longDate(reflection.at, minute.value)}</span>
				{"copy" in reflection && reflection.copy && <span class="hint plum">{m.sharing_short({ name: inside })}</span>}
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
