/** A topic in a list: what it is about, and how it stands. */

import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import { Mark } from "../../ui/mark";
import { Unsent } from "../../ui/note";
import { longDate } from "../../ui/when";
import { dayWords } from "./day-words";
import type { Topic } from "./store";
import "./topics.css";

export function TopicRow({ topic }: { readonly topic: Topic }) {
	const { id, title, open_until, ready_until, revisit_on, pending, stuck, ready_pending } = topic;
	return (
		<a class="row-link" href={`/topics/${id}`}>
			{open_until !== null && <Mark size={1.75} />}
			<span class="grow">
				<b class="topic-start">{isolated(title)}</b>
				{open_until !== null && (
					<span class="hint plum">{m.topic_open_until({ day: longDate(open_until, minute.value) })}</span>
				)}
				{open_until === null && ready_until !== null && <span class="hint">{m.topic_ready()}</span>}
				{open_until === null && revisit_on && (
					<span class="hint">{m.topic_back_on({ day: dayWords(revisit_on) })}</span>
				)}
				<Unsent pending={pending || ready_pending} stuck={stuck} />
			</span>
			<OnIcon size={1.25} />
		</a>
	);
}
