/** Plan: what the two have agreed on, and what waits for a yes. */

import { m } from "../paraglide/messages.js";
import { Page } from "../ui/page";
import { PLAN } from "../ui/place-order";
import { type PlaceProps, Slot } from "./slot";

export default function Plan({ parts }: PlaceProps<"plan">) {
	return (
		<Page title={m.place_plan()}>
			{PLAN.map((slot) => (
				<Slot key={slot} slot={slot} parts={parts} />
			))}
		</Page>
	);
}
