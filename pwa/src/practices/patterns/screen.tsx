/** All patterns, how often by week, the way to describe one, and where it does not belong. */

import { draftAt } from "../../kernel/drafts/drafts";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Elsewhere } from "../../ui/elsewhere";
import { Page } from "../../ui/page";
import { Why } from "../../ui/why";
import { Interrupt } from "./interrupt";
import { NotFor } from "./not-for";
import { PatternRow } from "./row";
import { inNow, patterns } from "./store";
import { Weeks } from "./weeks";
import { NEW } from "./write";

export default function PatternsScreen() {
	if (alone.value) return <Elsewhere />;
	const standing = patterns.value.filter(({ state }) => state !== "ended");
	const begun = draftAt(NEW) !== undefined;
	return (
		<Page title={m.patterns()} back="/talk" lead={m.patterns_lead()}>
			{inNow.value.map((pattern, index) => (
				<Interrupt key={pattern.id} pattern={pattern} elsewhere breathes={index === 0} />
			))}
			{standing.length > 0 && (
				<ul class="rows">
					{standing.map((pattern) => (
						<li key={pattern.id}>
							<PatternRow pattern={pattern} />
						</li>
					))}
				</ul>
			)}
			<ButtonLink href="/patterns/new" look={standing.length === 0 ? "main" : "quiet"} wide>
				{begun ? m.topic_go_on() : m.pattern_describe()}
			</ButtonLink>
			<Weeks />
			<NotFor />
			<Why lines={[m.pattern_why_for(), m.pattern_why_not_for(), m.pattern_why_known()]} />
		</Page>
	);
}
