/** Beginning a conversation: on two phones or on this one, and how it is held. */

import { minute } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { silent } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { useAct } from "../../ui/act";
import { Button, ButtonLink } from "../../ui/button";
import { Chips } from "../../ui/choice";
import { FormNotSaved } from "../../ui/discard-draft";
import { TextField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Note, Trouble } from "../../ui/note";
import { Page } from "../../ui/page";
import { useDraft } from "../../ui/typed";
import { dayAndTime } from "../../ui/when";
import { rests, running } from "./conversation";
import { beginHere } from "./own";
import { propose, type Wish } from "./store";

interface Typed extends Wish {
	readonly phones: "two" | "one";
}

/** The draft of a new conversation: there is one at a time. */
const NEW = "conversations/new";
const LENGTHS = [2, 3, 5, 10] as const;

export default function StartConversation() {
	const { start: name, inside } = usePartner();
	const goOn = useGoOn();
	const { trouble, busy, run } = useAct();
	const [typed, setTyped, draft] = useDraft<Typed>(NEW, fresh);
	const { phones, line, mode, keeps, minutes, mine_first } = typed;
	const isHere = phones === "one" || alone.value;
	const touch = (change: Partial<Typed>): void => setTyped({ ...typed, ...change });
	const begin = async (): Promise<void> => {
		const wish = { line, mode, keeps, minutes, mine_first };
		let to = "";
		const act = async () => {
			to = isHere ? `/conversations/here/${await beginHere(wish)}` : `/conversations/${await propose(wish)}`;
		};
		if (!(await run(act))) return;
		draft.done();
		goOn(to, true);
	};
	return (
		<Page title={m.conversation_new()} back="/conversations" lead={m.conversations_lead()}>
			<FormNotSaved draft={draft} />
			{!alone.value && (
				<Chips
					legend={m.conversation_how()}
					options={[
						{ value: "two", label: m.conversation_two_phones() },
						{ value: "one", label: m.conversation_one_phone() },
					]}
					value={phones}
					onChoose={(to) => touch({ phones: to })}
				/>
			)}
			<p class="soft small">
				{isHere ? m.conversation_one_phone_hint({ name: inside }) : m.conversation_two_phones_hint({ name })}
			</p>
			<TextField
				label={m.conversation_line()}
				value={line}
				onInput={(to) => touch({ line: to })}
				draft="with the form"
				toPartner
			/>
			<Chips
				legend={m.conversation_first()}
				options={[
					{ value: "me", label: m.you() },
					{ value: "partner", label: name },
				]}
				value={mine_first ? "me" : "partner"}
				onChoose={(to) => touch({ mine_first: to === "me" })}
			/>
			<Chips
				legend={m.conversation_mode()}
				options={[
					{ value: "spoken", label: m.conversation_spoken() },
					{ value: "written", label: m.conversation_written() },
				]}
				value={mode}
				onChoose={(to) => touch({ mode: to })}
			/>
			<Chips
				legend={m.conversation_minutes()}
				options={LENGTHS.map((count) => ({ value: count, label: m.minutes({ count }) }))}
				value={minutes}
				onChoose={(to) => touch({ minutes: to })}
			/>
			<Chips
				legend={m.conversation_keeps()}
				options={[
					{ value: "forgotten", label: m.conversation_forgotten() },
					{ value: "kept", label: m.conversation_kept() },
				]}
				value={keeps ? "kept" : "forgotten"}
				onChoose={(to) => touch({ keeps: to === "kept" })}
			/>
			<Trouble>{trouble}</Trouble>
			{isHere ? (
				<Button look="main" wide busy={busy} onClick={begin}>
					{m.conversation_begin()}
				</Button>
			) : (
				<Invite busy={busy} onClick={begin} />
			)}
		</Page>
	);
}

/** Not offered while one is open, while one of the two has a pause, or for a while after one that nobody joined. */
function Invite({ busy, onClick }: { readonly busy: boolean; readonly onClick: () => Promise<void> }) {
	const { inside: name } = usePartner();
	const { value } = running;
	if (value)
		return (
			<Note>
				<p>{m.conversation_there_is_one()}</p>
				<ButtonLink href={`/conversations/${value.id}`}>{m.conversation_go_on()}</ButtonLink>
			</Note>
		);
	if (silent.value) return <Note>{m.conversation_paused()}</Note>;
	if (rests.value !== null)
		return <Note>{m.conversation_rests({ name, time: dayAndTime(rests.value, minute.value) })}</Note>;
	return (
		<Button look="main" wide busy={busy} onClick={onClick}>
			{m.conversation_propose({ name })}
		</Button>
	);
}

function fresh(): Typed {
	return { phones: "two", line: "", mode: "spoken", keeps: false, minutes: 3, mine_first: true };
}
