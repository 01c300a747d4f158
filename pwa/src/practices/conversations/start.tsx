/** Beginning a conversation: on two phones or on this one, and how it is held. */

import { minute } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { silent } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { useAct } from "../../ui/act";
import { Button, ButtonLink } from "../../ui/button";
import { DraftKept } from "../../ui/discard-draft";
import { TextField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Note, Trouble } from "../../ui/note";
import { Page } from "../../ui/page";
import { useDraft } from "../../ui/typed";
import { dayAndTime } from "../../ui/when";
import { invitesMe, rests, running } from "./conversation";
import { type Held, How, USUAL } from "./how";
import { beginHere } from "./own";
import { propose, type Wish } from "./store";

type Typed = Held & Pick<Wish, "line">;

/** The draft of a new conversation: there is one at a time. */
const NEW = "conversations/new";

export default function StartConversation() {
	const { inside } = usePartner();
	const goOn = useGoOn();
	const { trouble, busy, run } = useAct();
	const [typed, setTyped, draft] = useDraft<Typed>(NEW, () => ({ ...USUAL, line: "" }));
	const { phones, line, mode, keeps, minutes, mine_first } = typed;
	const isHere = phones === "one" || alone.value;
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
			<DraftKept draft={draft} />
			<TextField
				label={m.conversation_line()}
				value={line}
				onInput={(to) => setTyped({ ...typed, line: to })}
				draft="with the form"
				toPartner
			/>
			<How held={typed} onChange={(change) => setTyped({ ...typed, ...change })} />
			<Trouble>{trouble}</Trouble>
			{isHere ? (
				<>
					<p class="soft small">{m.conversation_one_phone_hint({ name: inside })}</p>
					<p class="soft small">{m.conversation_one_phone_yours({ name: inside })}</p>
					<Button look="main" wide busy={busy} onClick={begin}>
						{m.conversation_begin()}
					</Button>
				</>
			) : (
				<Invite busy={busy} onClick={begin} />
			)}
		</Page>
	);
}

/** Not offered while one is open, while one of the two has a pause, or for a while after one that nobody joined. */
function Invite({ busy, onClick }: { readonly busy: boolean; readonly onClick: () => Promise<void> }) {
	const { inside: name, start } = usePartner();
	const { value } = running;
	if (value)
		return (
			<Note>
				<div class="stack-tight">
					<p>{invitesMe(value) ? m.conversation_theirs({ name: start }) : m.conversation_there_is_one()}</p>
					<ButtonLink href={`/conversations/${value.id}`}>
						{invitesMe(value) ? m.conversation_see_theirs() : m.conversation_go_on()}
					</ButtonLink>
				</div>
			</Note>
		);
	if (silent.value) return <Note>{m.conversation_invite_paused({ name })}</Note>;
	if (rests.value !== null)
		return <Note>{m.conversation_rests({ name, time: dayAndTime(rests.value, minute.value) })}</Note>;
	return (
		<>
			<p class="soft small">{m.conversation_two_phones_hint({ name: start })}</p>
			<Button look="main" wide busy={busy} onClick={onClick}>
				{m.conversation_propose({ name })}
			</Button>
		</>
	);
}
