/** Time: what comes next, and what comes back. */

import { alone } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { Page } from "../ui/page";
import { TIME_EMPTY, TIME_FIRST, TIME_THEN } from "../ui/place-order";
import { isFilled, type PlaceProps, Slot } from "./slot";

export default function Time({ parts }: PlaceProps<"time">) {
	const comes = isFilled(parts, ...TIME_FIRST);
	const stands = isFilled(parts, ...TIME_THEN);
	if (!comes && !stands) return <NothingYet parts={parts} />;
	return (
		<Page title={m.place_time()}>
			<div class={comes && stands ? "columns" : "column"}>
				{TIME_FIRST.map((slot) => (
					<Slot key={slot} slot={slot} parts={parts} />
				))}
				<div class="column">
					{TIME_THEN.map((slot) => (
						<Slot key={slot} slot={slot} parts={parts} />
					))}
				</div>
			</div>
		</Page>
	);
}

function NothingYet({ parts }: PlaceProps<"time">) {
	return (
		<Page title={m.place_time()} lead={alone.value ? m.time_empty_alone() : m.time_empty()}>
			{TIME_EMPTY.map((slot) => (
				<Slot key={slot} slot={slot} parts={parts} />
			))}
		</Page>
	);
}
