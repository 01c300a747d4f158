/** Which loop it is: one that many couples know, or one's own. */

import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import { useOnce } from "../../ui/once";
import { Page } from "../../ui/page";
import { NotFor } from "./not-for";
import { type Template, templates } from "./templates";

interface TemplatesProps {
	/** Null for one's own. */
	readonly onChoose: (template: Template | null) => void;
}

export function Templates({ onChoose }: TemplatesProps) {
	return (
		<Page title={m.pattern_describe()} back="/patterns" lead={m.pattern_templates_lead()}>
			<ul class="rows">
				{templates().map((template) => (
					<li key={template.id}>
						<Choice title={template.title} hint={template.instead} onClick={() => onChoose(template)} />
					</li>
				))}
				<li>
					<Choice title={m.pattern_own()} hint={m.pattern_own_hint()} onClick={() => onChoose(null)} />
				</li>
			</ul>
			<NotFor />
		</Page>
	);
}

interface ChoiceProps {
	readonly title: string;
	readonly hint: string;
	readonly onClick: () => void;
}

function Choice({ title, hint, onClick }: ChoiceProps) {
	const choose = useOnce(onClick);
	return (
		<button type="button" class="row-link" onClick={choose}>
			<span class="grow">
				<b>{title}</b>
				<span class="hint">{hint}</span>
			</span>
			<OnIcon size={1.25} />
		</button>
	);
}
