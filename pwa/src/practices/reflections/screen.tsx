/** Reflections by time: one that is begun, your own, and those that your partner shared. */

import { draftAt } from "../../kernel/drafts/drafts";
import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Earlier } from "../../ui/earlier";
import { feelingWord } from "../../ui/feelings";
import { OnIcon } from "../../ui/icons";
import { lostChanges, useAllKept } from "../../ui/kept-for-me";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { joined, longDate } from "../../ui/when";
import { Why } from "../../ui/why";
import { actWord } from "./acts";
import { FORMS, NEW } from "./drafts";
import { needWord } from "./needs";
import { KEPT, type OwnReflection, type Reflection } from "./store";
import "./reflections.css";

export default function ReflectionsScreen() {
	const { inside } = usePartner();
	const kept = useAllKept(KEPT);
	const begun = draftAt(NEW) !== undefined;
	return (
		<Page title={m.reflections()} back="/people" lead={m.reflections_lead()}>
			{lostChanges(FORMS, kept).map((id) => (
				<ButtonLink key={id} href={`/reflections/${id}/edit`} wide>
					{m.reflection_go_on()}
				</ButtonLink>
			))}
			<ButtonLink href="/reflections/new" look="main" wide>
				{begun ? m.reflection_go_on() : m.reflection_start()}
			</ButtonLink>
			<Reflections id="mine" title={m.reflections_mine()} reflections={kept?.mine} />
			<Reflections id="theirs" title={m.shared_by({ name: inside })} reflections={kept?.theirs} />
			<Why lines={[m.reflections_why(), m.reflections_why_not(), m.reflections_why_known()]} />
		</Page>
	);
}

interface ReflectionsProps {
	readonly id: string;
	readonly title: string;
	readonly reflections: readonly (OwnReflection | Reflection)[] | undefined;
}

function Reflections({ id, title, reflections = [] }: ReflectionsProps) {
	if (reflections.length === 0) return null;
	return (
		<section class="section" aria-labelledby={id}>
			<h2 id={id}>{title}</h2>
			<Earlier items={reflections} row={(reflection) => <Row reflection={reflection} />} />
		</section>
	);
}

function Row({ reflection }: { readonly reflection: OwnReflection | Reflection }) {
	const { inside } = usePartner();
	return (
		<a class="row-link" href={`/reflections/${reflection.id}`}>
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
