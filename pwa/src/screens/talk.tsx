/** Talk: what is open between the two, and what one may say. */

import { alone } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { Elsewhere } from "../ui/elsewhere";
import { usePartner } from "../ui/names";
import { Page } from "../ui/page";
import { TALK } from "../ui/place-order";
import { type PlaceProps, Slot } from "./slot";

export default function Talk({ parts }: PlaceProps<"talk">) {
	const { start } = usePartner();
	if (alone.value) return <Elsewhere />;
	return (
		<Page title={m.talk_title()} lead={m.talk_lead({ name: start })}>
			{TALK.map((slot) => (
				<Slot key={slot} slot={slot} parts={parts} />
			))}
		</Page>
	);
}
