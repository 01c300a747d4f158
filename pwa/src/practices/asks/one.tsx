/** One ask, opened from a notice: the same buttons as on Today, since not every phone shows buttons on notices. */

import { hasLooked } from "../../kernel/http/status";
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
	// the notice may arrive before the ask has synced
	if (!hasLooked.value && !ask) return null;
	return <Gone />;
}
