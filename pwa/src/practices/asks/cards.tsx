/** Cards of asks: a yes with its end, an ask that waits, an answer, a withdrawal. */

import { minute, nowNear, second } from "../../kernel/store/clock";
import { theirSilence } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { useAct } from "../../ui/act";
import { Button, ButtonLink } from "../../ui/button";
import { isPutAway, putAway } from "../../ui/later";
import { Offers } from "../../ui/moments";
import { usePartner } from "../../ui/names";
import { Trouble, Unsent } from "../../ui/note";
import { say } from "../../ui/snackbar";
import { dayAndTime, returnTime } from "../../ui/when";
import { Answers, Asked, AskedCard } from "./answering";
import { areaWords, theirWords } from "./ask-words";
import { Line } from "./line";
import { type Ask, ask as askFor, type Draft, isFree, letGo, ways, withdrawAnswer, withdrawAsk } from "./store";
import "./asks.css";

interface CardProps {
	readonly ask: Ask;
}

/** The card of an ask in its state; nothing if there is nothing left to show. */
export function AskCard({ ask }: CardProps) {
	if (ask.state === "asked") return <AskedCard ask={ask} />;
	if (ask.state === "let_rest") return <LetRest ask={ask} />;
	if (ask.state === "yes") return <Yes ask={ask} />;
	if (ask.state === "withdrawn") return <Withdrawn ask={ask} />;
	if (ask.state === "waiting") return <Waiting ask={ask} />;
	if (ask.state === "rested") return <Rested ask={ask} />;
	return ask.state === "over" ? null : <Said ask={ask} />;
}

/** Whether there is a card that was not dismissed. */
export function isShown({ id, state, by_me }: Ask): boolean {
	if (state === "over" || (state === "not_now" && !by_me)) return false;
	return !isPutAway(keyOf(id, state));
}

/** Whether nobody can say or ask anything by its card any more. What was withdrawn stays in view until it is read. */
export function isSettled({ state, by_me, answer }: Ask): boolean {
	if (state === "later") return !(by_me && isDue(answer));
	return state === "not_now" || state === "rested";
}

/** Whether the time that a *later* named has come. */
function isDue(answer: Ask["answer"]): boolean {
	const at = answer?.later_at ?? 0;
	return at <= nowNear(at);
}

function keyOf(id: string, state: Ask["state"]): string {
	return `ask:${id}:${state}`;
}

/** What a yes to is not a moment to talk. */
const TENDER: readonly Ask["area"][] = ["touch", "intimacy"];

/** A yes in force; either person ends it with one tap. */
export function Yes({ ask }: CardProps) {
	const { start } = usePartner();
	const { by_me, answer, area } = ask;
	const act = async (): Promise<void> => {
		if (by_me) await withdrawAsk(ask.id);
		else if (answer) await withdrawAnswer(answer.id);
		say(m.ask_withdrawn());
	};
	return (
		<section class="yes-card" aria-label={areaWords(area)}>
			<div class="grow">
				<p class="yes-words">{m.ask_yes_runs({ time: returnTime(answer?.until ?? 0, second.value) })}</p>
				<p class="small">{areaWords(area)}</p>
				<Asked ask={ask} />
				<Line text={answer?.line ?? null} />
				<p class="soft small">{by_me ? m.ask_yes_by_them({ name: start }) : m.ask_yes_by_me()}</p>
			</div>
			{!TENDER.includes(area) && <Offers />}
			<Button wide onClick={act}>
				{m.ask_withdraw()}
			</Button>
		</section>
	);
}

export function Withdrawn({ ask }: CardProps) {
	const { start } = usePartner();
	return (
		<article class="card ask-card">
			<h2>{m.ask_withdrawn_by({ name: start })}</h2>
			<p>{areaWords(ask.area)}</p>
			<p>{m.ask_withdrawn_lead()}</p>
			<PutAway ask={ask} />
		</article>
	);
}

function Waiting({ ask }: CardProps) {
	const { start } = usePartner();
	const act = async (): Promise<void> => {
		await withdrawAsk(ask.id);
		say(m.ask_withdrawn());
	};
	return (
		<article class="card ask-card">
			<h2>{areaWords(ask.area)}</h2>
			<Asked ask={ask} />
			{!ask.pending && <p>{m.ask_waits_for({ name: start, time: dayAndTime(ask.expires_at, minute.value) })}</p>}
			<Unsent pending={ask.pending} stuck={ask.stuck} />
			<div class="btns">
				<Button onClick={act}>{m.ask_withdraw()}</Button>
			</div>
		</article>
	);
}

function LetRest({ ask }: CardProps) {
	const { start } = usePartner();
	return (
		<article class="card ask-card">
			<h2>{theirWords(ask.area, start)}</h2>
			<Asked ask={ask} />
			<p>{m.let_rest_still({ name: start, time: dayAndTime(ask.expires_at, minute.value) })}</p>
			<Answers ask={ask} />
		</article>
	);
}

/** Later or not now, which both see. */
function Said({ ask }: CardProps) {
	const { answer, by_me, area } = ask;
	return (
		<article class="card ask-card">
			<h2>{areaWords(area)}</h2>
			<p>{useSaid(ask)}</p>
			<Line text={answer?.line ?? null} />
			<Unsent pending={answer?.pending ?? false} stuck={answer?.stuck} />
			{by_me && answer?.answer === "not_now" && <Again ask={ask} />}
			{by_me && <PutAway ask={ask} />}
		</article>
	);
}

function useSaid({ answer, by_me }: Ask): string {
	const { start: name } = usePartner();
	if (answer?.answer !== "later") return m.ask_not_now_by_them({ name });
	const time = dayAndTime(answer.later_at ?? 0, minute.value);
	if (isDue(answer)) return by_me ? m.ask_later_now_by_them({ name }) : m.ask_later_now_by_me({ name });
	return by_me ? m.ask_later_by_them({ name, time }) : m.ask_later_by_me({ name, time });
}

function Rested({ ask }: CardProps) {
	return (
		<article class="card ask-card">
			<h2>{areaWords(ask.area)}</h2>
			<p>{m.ask_rested()}</p>
			<Again ask={ask} />
			<PutAway ask={ask} />
		</article>
	);
}

function Again({ ask: { again_at } }: CardProps) {
	if (again_at === null || again_at < minute.value) return null;
	return <p>{m.ask_again({ time: dayAndTime(again_at, minute.value) })}</p>;
}

/** After a *later*, when its time has come: a button to ask again. */
function PutAway({ ask: { id, state, area } }: CardProps) {
	const { inside } = usePartner();
	return (
		<div class="btns">
			<Button onClick={() => putAway(keyOf(id, state))}>{m.understood()}</Button>
			{state === "later" && isFree(area) && (
				<ButtonLink href={`/talk/ask/${area}`}>{m.ask_send({ name: inside })}</ButtonLink>
			)}
		</div>
	);
}

/** An ask that was not sent stays as a draft; it is sent only if its author confirms, and not during a pause. */
export function DraftCard({ draft, lead }: { readonly draft: Draft; readonly lead: string }) {
	const { busy, trouble, run } = useAct();
	const pause = theirSilence.value;
	const rests = ways.value.find(({ area }) => area === draft.area)?.rests ?? null;
	const send = async (): Promise<void> => {
		if (await run(() => askFor(draft, draft.id))) say(m.unsent());
	};
	return (
		<article class="card ask-card">
			<h2>{areaWords(draft.area)}</h2>
			<Asked ask={{ ...draft, line: draft.line || null }} />
			<p>{whatHolds(pause, rests) ?? lead}</p>
			<Trouble>{trouble}</Trouble>
			<div class="btns">
				<Button onClick={async () => say(m.draft_discarded(), await letGo(draft.id))}>{m.draft_discard()}</Button>
				{pause === null && isFree(draft.area) && (
					<Button look="main" busy={busy} onClick={send}>
						{m.ask_draft_send()}
					</Button>
				)}
			</div>
		</article>
	);
}

/** What the draft waits for, and until when; null if it can be sent. */
function whatHolds(pause: number | null, rests: number | null): string | null {
	if (pause !== null) return m.ask_draft_pause({ time: returnTime(pause, minute.value) });
	return rests === null ? null : m.ask_draft_rests({ time: dayAndTime(rests, minute.value) });
}

export function whyWords({ why }: Draft): string {
	return {
		paused: m.draft_paused,
		open_ask: m.ask_draft_open,
		resting: m.ask_draft_resting,
		already_ended: m.ask_draft_late,
	}[why]();
}
