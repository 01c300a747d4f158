/** One ask, where a notice leads: the same buttons as on Today, since not every phone shows them on its notices. */

import { hasLooked } from "../../kernel/status";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";
import { areaWords } from "./ask-words";
import { AskCard, isShown } from "./cards";
import { asks } from "./store";

export default function AskScreen({ id }: { readonly id: string }) {
	const ask = asks.value.find((one) => one.id === id);
	if (ask && isShown(ask))
		return (
			<Page title={areaWords(ask.area)} back="/talk">
				<AskCard ask={ask} />
			</Page>
		);
	// a tapped notice may be quicker than what it tells of
	if (!hasLooked.value && !ask) return null;
	return (
		<Page title={m.ask_gone()} back="/talk" lead={m.ask_gone_lead()}>
			<ButtonLink href="/talk">{m.ask_to_talk()}</ButtonLink>
		</Page>
	);
}
