/** All topics, and the way to park one. */

import { useEffect } from "preact/hooks";
import { draftAt } from "../../kernel/drafts/drafts";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Elsewhere } from "../../ui/elsewhere";
import { Page } from "../../ui/page";
import { Why } from "../../ui/why";
import { TopicRow } from "./row";
import { lookForOpenings, topics } from "./store";
import { NEW } from "./write";

export default function TopicsScreen() {
	useEffect(lookForOpenings, []);
	if (alone.value) return <Elsewhere />;
	return (
		<Page title={m.topics()} back="/talk" lead={m.topics_lead()}>
			<ButtonLink href="/topics/new" look="main" wide>
				{draftAt(NEW) === undefined ? m.topic_park() : m.topic_go_on()}
			</ButtonLink>
			{topics.value.length > 0 && (
				<ul class="rows">
					{topics.value.map((topic) => (
						<li key={topic.id}>
							<TopicRow topic={topic} />
						</li>
					))}
				</ul>
			)}
			<Why lines={[m.topics_why(), m.topics_why_not(), m.topics_why_known()]} />
		</Page>
	);
}
