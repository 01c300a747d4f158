/** Parking a topic, or changing one's own; what is typed is kept until it is saved or discarded. */

import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import { keepDraft } from "../../kernel/drafts/draft-writing";
import { draftAt } from "../../kernel/drafts/drafts";
import { serverNow } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { takeCarried } from "../../ui/carried";
import { DraftKept } from "../../ui/discard-draft";
import { Elsewhere } from "../../ui/elsewhere";
import { LongTextField, MomentField, SwitchRow, TextField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { Note } from "../../ui/note";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { Gone } from "./gone";
import { changeTopic, parkTopic, type Topic, topicOf, type Writing } from "./store";

const WEEK = 7 * 86_400_000;
/** The draft of a new topic: there is one at a time. */
export const NEW = "topics/new";
const EMPTY: Writing = { title: "", need: "", revisit_on: null };

export default function WriteTopic() {
	const { id } = useRoute().params;
	const topic = topicOf(id);
	if (alone.value) return <Elsewhere />;
	if (id && (!topic?.by_me || topic.read_only)) return <Gone />;
	return topic ? <Write key={topic.id} topic={topic} /> : <Write />;
}

function Write({ topic }: { readonly topic?: Topic }) {
	useEffect(() => {
		if (!topic) addCarried();
	}, []);
	const [writing, setWriting, draft] = useDraft<Writing>(formOf(topic), () => writingOf(topic));
	const goOn = useGoOn();
	const { title, need, revisit_on } = writing;
	const save = async (): Promise<void> => {
		if (topic) await changeTopic(topic, writing);
		const id = topic?.id ?? (await parkTopic(writing));
		draft.done();
		say(m.topic_parked());
		goOn(`/topics/${id}`, true);
	};
	return (
		<Page title={topic ? m.topic_change_title() : m.topic_park()} back={topic ? `/topics/${topic.id}` : "/talk/later"}>
			<DraftKept draft={draft} />
			<TextField
				label={m.topic_title()}
				value={title}
				onInput={(to) => setWriting({ ...writing, title: to })}
				draft="with the form"
				toPartner
			/>
			<LongTextField
				label={m.topic_need()}
				hint={m.topic_need_hint()}
				value={need}
				maxLength={1000}
				onInput={(to) => setWriting({ ...writing, need: to })}
				draft="with the form"
				toPartner
			/>
			<div class="rows">
				<SwitchRow
					label={m.topic_comes_back()}
					hint={m.topic_comes_back_hint()}
					on={revisit_on !== null}
					onChange={(on) => setWriting({ ...writing, revisit_on: on ? dayAt(serverNow() + WEEK) : null })}
				/>
				{revisit_on !== null && (
					<div class="row-field">
						<MomentField
							label={m.topic_day()}
							type="date"
							value={revisit_on}
							min={dayAt(serverNow())}
							max="2099-12-31"
							onChange={(day) => setWriting({ ...writing, revisit_on: day })}
						/>
					</div>
				)}
			</div>
			{topic && <Note>{m.topic_change_asks_anew()}</Note>}
			<Button look="main" wide disabled={title.trim() === ""} onClick={save}>
				{m.save_for_both()}
			</Button>
		</Page>
	);
}

/** What was carried here is as if it had been typed, below what waits there: it stays until it is saved or discarded. */
function addCarried(): void {
	const carried = takeCarried();
	if (!carried) return;
	// only this form writes under this id
	const begun = (draftAt(NEW) as Writing | undefined) ?? EMPTY;
	keepDraft(NEW, { ...begun, need: [begun.need, carried].filter((one) => one !== "").join("\n") });
}

/** A topic keeps its id when it is changed. */
function formOf(topic: Topic | undefined): string {
	return topic ? `topics/${topic.id}` : NEW;
}

function writingOf(topic: Topic | undefined): Writing {
	const { title, need, revisit_on } = topic ?? EMPTY;
	return { title, need, revisit_on };
}

/** The day of an instant in this phone's zone, "2026-12-06". */
function dayAt(instant: number): string {
	const day = new Date(instant);
	return new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate())).toISOString().slice(0, 10);
}
