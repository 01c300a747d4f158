/** Talk: what is open between the two, what one may ask for, and other ways. */

import { alone } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { Elsewhere } from "../ui/elsewhere";
import { Page } from "../ui/page";
import { TALK_FIRST, TALK_LAST, TALK_WAYS } from "../ui/place-order";
import { type PlaceProps, Slot } from "./slot";

export default function Talk({ parts }: PlaceProps<"talk">) {
	if (alone.value) return <Elsewhere />;
	return (
		<Page title={m.talk_title()}>
			{TALK_FIRST.map((slot) => (
				<Slot key={slot} slot={slot} parts={parts} />
			))}
			<section class="section" aria-labelledby="ways">
				<h2 id="ways">{m.talk_ways()}</h2>
				<ul class="rows">
					{TALK_WAYS.map((slot) => (
						<Slot key={slot} slot={slot} parts={parts} />
					))}
				</ul>
			</section>
			{TALK_LAST.map((slot) => (
				<Slot key={slot} slot={slot} parts={parts} />
			))}
		</Page>
	);
}
