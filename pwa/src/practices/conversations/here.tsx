/** One conversation on this phone between two. */

import { useRoute } from "preact-iso";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Announced } from "../../ui/announced";
import { Button } from "../../ui/button";
import { DraftKept } from "../../ui/discard-draft";
import { LongTextField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Note, Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { Afterwards } from "./afterwards";
import { Feet } from "./feet";
import { dropForms, formOf, takeawayFormOf } from "./forms";
import { Gone } from "./gone";
import { breakHere, endHere, type OwnConversation, ownOf, removeHere, takeAwayHere, takeStepHere } from "./own";
import { SoFar, Steps } from "./so-far";
import { RunningStep, useStepTitle } from "./steps";
import type { Talk } from "./talk-step";

interface Props {
	readonly own: OwnConversation;
}

export default function OneHere() {
	const own = ownOf(useRoute().params.id);
	if (!own) return <Gone />;
	return own.over || own.read_only ? <OverHere own={own} /> : <Running own={own} />;
}

function Running({ own }: Props) {
	const talk: Talk = {
		...own,
		form: formOf(own),
		heldBack: null,
		here: true,
		take: (says, words) => takeStepHere(own, says, words),
	};
	const step = useStepTitle(talk);
	const title = own.on_break ? m.conversation_away_me() : step;
	return (
		<Page title={title} back="/conversations" {...(own.line ? { lead: isolated(own.line) } : {})}>
			<Announced>{title}</Announced>
			{own.on_break ? (
				<>
					<p class="soft">{m.conversation_away_here_lead()}</p>
					<Button look="main" wide onClick={() => breakHere(own, false)}>
						{m.conversation_go_on_here()}
					</Button>
				</>
			) : (
				<RunningStep talk={talk} />
			)}
			<SoFar steps={own.steps} />
			<Unsent pending={own.pending} stuck={own.stuck} />
			<Feet
				keeps={own.keeps}
				onEnd={() => endHere(own)}
				{...(own.on_break ? {} : { onBreak: () => breakHere(own, true) })}
			/>
		</Page>
	);
}

function OverHere({ own }: Props) {
	const { inside: name } = usePartner();
	const goOn = useGoOn();
	const { takeaways, keeps, steps } = own;
	const [words, setWords, draft] = useDraft(takeawayFormOf(own), () => takeaways);
	const save = async (): Promise<void> => {
		await takeAwayHere(own, words);
		draft.done();
		say(m.kept_for_me());
	};
	const remove = async (): Promise<void> => {
		const undo = await removeHere(own);
		const restore = dropForms(own.id);
		say(m.tray_deleted(), async () => {
			restore();
			return undo();
		});
		goOn("/conversations");
	};
	return (
		<Page title={m.conversation_over()} back="/conversations" {...(own.line ? { lead: isolated(own.line) } : {})}>
			{keeps ? (
				<Note>{m.conversation_one_phone_yours({ name })}</Note>
			) : (
				<p class="soft">{m.conversation_over_not_kept()}</p>
			)}
			{!own.read_only && (
				<section class="card stack-tight">
					{!keeps && <p class="soft small">{m.conversation_takeaways_yours({ name })}</p>}
					<DraftKept draft={draft} />
					<LongTextField
						label={m.conversation_takeaway()}
						value={words.mine}
						maxLength={1000}
						onInput={(mine) => setWords({ ...words, mine })}
						draft="with the form"
					/>
					<LongTextField
						label={m.conversation_takeaway_theirs({ name })}
						value={words.theirs}
						maxLength={1000}
						onInput={(theirs) => setWords({ ...words, theirs })}
						draft="with the form"
					/>
					<Button look="main" wide disabled={!draft.kept} onClick={save}>
						{m.keep_for_me()}
					</Button>
				</section>
			)}
			<Afterwards takeaway={takeaways.mine} />
			<Steps steps={steps} />
			<Button look="plain" wide onClick={remove}>
				{m.conversation_delete()}
			</Button>
		</Page>
	);
}
