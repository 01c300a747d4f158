/** Reflections by time: one that is begun, your own, and those that your partner shared. */

import { draftAt } from "../../kernel/drafts/drafts";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Earlier } from "../../ui/earlier";
import { lostChanges, useAllKept } from "../../ui/kept-for-me";
import { usePartner } from "../../ui/names";
import { Page } from "../../ui/page";
import { Why } from "../../ui/why";
import { FORMS, NEW } from "./drafts";
import { ReflectionRow } from "./row";
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
			<Earlier items={reflections} row={(reflection) => <ReflectionRow reflection={reflection} />} />
		</section>
	);
}
