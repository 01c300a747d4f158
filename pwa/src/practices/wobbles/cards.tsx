/** Cards of wobbles: mine while it lasts, and the partner's with the three answers, equal in weight. */

import { minute, second } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { useAct } from "../../ui/act";
import { Button } from "../../ui/button";
import { usePartner } from "../../ui/names";
import { Trouble, Unsent } from "../../ui/note";
import { say } from "../../ui/snackbar";
import { useTyped } from "../../ui/typed";
import { returnTime } from "../../ui/when";
import { AtSheet } from "./at-sheet";
import { letRest, sayHere, undoAnswer, type Wobble, withdrawAnswer, withdrawWobble } from "./store";
import "./wobbles.css";

interface CardProps {
	readonly wobble: Wobble;
}

/** My own wobble: whether the partner was told, and what they answer. Never whether they saw it. */
export function MyWobble({ wobble }: CardProps) {
	const { start } = usePartner();
	const told = wobble.pending ? m.wobble_to_be_told : m.wobble_told;
	const end = async (): Promise<void> => {
		await withdrawWobble(wobble.id);
		say(m.wobble_over());
	};
	return (
		<section class="card wobble-card" aria-labelledby={wobble.id}>
			<p>{m.wobble_mine()}</p>
			<div role="status">
				<h2 id={wobble.id}>{useAnswerWords(wobble) ?? told({ name: start })}</h2>
			</div>
			{wobble.answer === null && !wobble.pending && (
				<p>{m.wobble_waits({ name: start, time: returnTime(wobble.expires_at, minute.value) })}</p>
			)}
			<Unsent pending={wobble.pending} stuck={wobble.stuck} />
			<div class="btns">
				<Button onClick={end}>{wobble.answer ? m.wobble_end() : m.ask_withdraw()}</Button>
			</div>
		</section>
	);
}

/** What the partner answered, in their voice; null without an answer. */
function useAnswerWords({ answer }: Wobble): string | null {
	const { start: name } = usePartner();
	if (answer?.answer === "yes") return m.wobble_here_by_them({ name });
	if (answer?.later_at == null) return null;
	return m.wobble_at_by_them({ name, time: returnTime(answer.later_at, second.value) });
}

export function TheirWobble({ wobble }: CardProps) {
	const { inside, start } = usePartner();
	const { answer, state } = wobble;
	return (
		<section class="card wobble-card" aria-labelledby={wobble.id}>
			<h2 id={wobble.id}>{m.wobble_theirs({ name: start })}</h2>
			<Helps helps={wobble.helps} />
			{answer ? (
				<Answered wobble={wobble} />
			) : (
				<>
					<Answers wobble={wobble} />
					<p>
						{state === "asked"
							? m.wobble_let_rest_explained({ name: inside })
							: m.let_rest_still({ name: start, time: returnTime(wobble.expires_at, minute.value) })}
					</p>
				</>
			)}
		</section>
	);
}

function Helps({ helps }: Pick<Wobble, "helps">) {
	const { inside, start } = usePartner();
	if (helps === "") return <p>{m.wobble_theirs_without({ name: start })}</p>;
	return (
		<>
			<p>{m.wobble_theirs_helps({ name: inside })}</p>
			<blockquote class="wobble-helps" dir="auto">
				{isolated(helps)}
			</blockquote>
		</>
	);
}

/** What I answered, which can be withdrawn at a tap. */
function Answered({ wobble }: CardProps) {
	const { inside } = usePartner();
	const { answer } = wobble;
	const back = async (): Promise<void> => {
		if (answer) await withdrawAnswer(answer.id);
		say(m.ask_withdrawn());
	};
	const said =
		answer?.later_at == null
			? m.wobble_here_by_me({ name: inside, time: returnTime(wobble.expires_at, minute.value) })
			: m.wobble_at_by_me({ name: inside, time: returnTime(answer.later_at, minute.value) });
	return (
		<>
			<p>{said}</p>
			<div class="btns">
				<Button onClick={back}>{m.ask_withdraw()}</Button>
			</div>
		</>
	);
}

function Answers({ wobble }: CardProps) {
	const { start } = usePartner();
	const { busy, trouble, run } = useAct();
	const [choosing, choose] = useTyped(`wobble/${wobble.id}/at`, () => false);
	const here = async (): Promise<void> => {
		if (await run(() => sayHere(wobble))) say(m.wobble_here_said({ name: start }));
	};
	const rest = async (): Promise<void> => {
		const id = await letRest(wobble.id);
		say(m.ask_let_rest_done(), () => undoAnswer(id));
	};
	return (
		<>
			<Trouble>{trouble}</Trouble>
			<div class="wobble-answers">
				<Button busy={busy} onClick={here}>
					{m.wobble_here()}
				</Button>
				<Button onClick={() => choose(true)}>{m.wobble_at()}</Button>
				{wobble.state === "asked" && <Button onClick={rest}>{m.ask_let_rest()}</Button>}
			</div>
			{choosing && <AtSheet wobble={wobble} onClose={() => choose(false)} />}
		</>
	);
}
