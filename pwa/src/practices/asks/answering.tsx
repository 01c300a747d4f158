/** The partner's ask, with the four answers side by side: none is preselected, and one is silent. */

import { useState } from "preact/hooks";
import { asProblem, type Problem } from "../../kernel/browser/problem";
import { minute, second } from "../../kernel/store/clock";
import { silent } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { Chips } from "../../ui/choice";
import { usePartner } from "../../ui/names";
import { Trouble } from "../../ui/note";
import { problemWords } from "../../ui/problem-words";
import { Sheet } from "../../ui/sheet";
import { say } from "../../ui/snackbar";
import { useDraft, useTyped } from "../../ui/typed";
import { returnTime } from "../../ui/when";
import { theirWords } from "./ask-words";
import { keepAtHand } from "./at-hand";
import { LaterSheet } from "./later-sheet";
import { Line } from "./line";
import { LineField } from "./line-field";
import { type Ask, HOUR, letRest, sayNotNow, sayYes, undoAnswer } from "./store";

const LENGTHS = [1, 2, 4, 12] as const;
const USUAL_LENGTH = 2;

export function AskedCard({ ask }: { readonly ask: Ask }) {
	const { inside, start } = usePartner();
	return (
		<article class="card ask-card">
			<h2>{theirWords(ask.area, start)}</h2>
			<Asked ask={ask} />
			<p>{m.ask_theirs_lead({ name: inside })}</p>
			<Answers ask={ask} />
			<p>{m.ask_let_rest_explained({ name: inside })}</p>
		</article>
	);
}

/** The line, and the wished time. */
export function Asked({ ask: { line, wants_at } }: { readonly ask: Pick<Ask, "line" | "wants_at"> }) {
	return (
		<>
			<Line text={line} />
			{wants_at !== null && <p>{m.ask_wants({ time: returnTime(wants_at, minute.value) })}</p>}
		</>
	);
}

export function Answers({ ask }: { readonly ask: Ask }) {
	const [sheet, setSheet] = useTyped<"yes" | "later" | "not_now" | null>(`answer/${ask.id}`, () => null);
	const close = () => setSheet(null);
	const rest = async (): Promise<void> => {
		const id = await letRest(ask.id);
		say(m.ask_let_rest_done(), () => undoAnswer(id));
	};
	return (
		<>
			<div class="ask-answers">
				<Button onClick={() => setSheet("yes")}>{m.ask_yes()}</Button>
				<Button onClick={() => setSheet("later")}>{m.ask_later()}</Button>
				<Button onClick={() => setSheet("not_now")}>{m.not_now()}</Button>
				{ask.state === "asked" && <Button onClick={rest}>{m.ask_let_rest()}</Button>}
			</div>
			{sheet === "yes" && <YesSheet ask={ask} onClose={close} />}
			{sheet === "later" && <LaterSheet ask={ask} onClose={close} />}
			{sheet === "not_now" && <NotNowSheet ask={ask} onClose={close} />}
		</>
	);
}

interface SheetProps {
	readonly ask: Ask;
	readonly onClose: () => void;
}

/**
 * It says what is asked, with the whole line, of which Today shows the beginning. A yes is shown only after the server has
 * it.
 */
function YesSheet({ ask, onClose }: SheetProps) {
	const { start } = usePartner();
	const [hours, setHours] = useState<number>(USUAL_LENGTH);
	const [busy, setBusy] = useState(false);
	const [trouble, setTrouble] = useState<string | null>(null);
	const until = Math.max(second.value, ask.wants_at ?? 0) + hours * HOUR;
	const time = returnTime(until, second.value);
	const act = async (): Promise<void> => {
		setBusy(true);
		try {
			await keepAtHand(await sayYes(ask.id, until), until);
			say(m.ask_yes_said({ time }));
			onClose();
		} catch (error) {
			setTrouble(whyNot(asProblem(error)));
		} finally {
			setBusy(false);
		}
	};
	return (
		<Sheet title={m.ask_yes_title()} onClose={onClose}>
			<p class="lead">{theirWords(ask.area, start)}</p>
			<Line text={ask.line} />
			<p class="soft">{m.ask_yes_lead()}</p>
			<Chips
				legend={m.ready_how_long()}
				options={LENGTHS.map((count) => ({ value: count, label: m.hours({ count }) }))}
				value={hours}
				onChoose={setHours}
			/>
			<Trouble>{silent.value ? m.ask_yes_paused() : trouble}</Trouble>
			<Button wide busy={busy} disabled={busy || silent.value} onClick={act}>
				{m.ask_yes_until({ time })}
			</Button>
		</Sheet>
	);
}

function whyNot(problem: Problem): string {
	if (problem.code === "offline") return m.ask_yes_offline();
	return problem.code === "paused" ? m.ask_yes_paused() : problemWords(problem);
}

function NotNowSheet({ ask, onClose }: SheetProps) {
	const { inside, start } = usePartner();
	const [line, setLine, draft] = useDraft(`not-now/${ask.id}`, () => "");
	const act = async (): Promise<void> => {
		const id = await sayNotNow(ask.id, line);
		const restore = draft.done();
		onClose();
		say(m.ask_not_now_said({ name: start }), () => {
			restore();
			return undoAnswer(id);
		});
	};
	return (
		<Sheet title={m.ask_not_now_title()} onClose={onClose}>
			<LineField value={line} onInput={setLine} draft={draft} />
			<Button wide onClick={act}>
				{m.ask_not_now_save({ name: inside })}
			</Button>
		</Sheet>
	);
}
