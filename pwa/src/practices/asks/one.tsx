/** One ask, where a notice leads: the same buttons as on Today, since not every phone shows them on its notices. */

import { hasLooked } from "../../kernel/status";
import { Page } from "../../ui/page";
import { areaWords } from "./ask-words";
import { AskCard, isShown } from "./cards";
import { Gone } from "./gone";
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
	return <Gone />;
}
