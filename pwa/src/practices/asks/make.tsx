/** Make an ask: what for, a line, when, and how long it stays open. */

import { useState } from "preact/hooks";
import { serverNow } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { theirSilence } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { useAct } from "../../ui/act";
import { Button } from "../../ui/button";
import { Chips } from "../../ui/choice";
import { nextDaytime } from "../../ui/daytime";
import { DraftKept } from "../../ui/discard-draft";
import { Elsewhere } from "../../ui/elsewhere";
import { MomentField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Trouble } from "../../ui/note";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { localTime, nextAt } from "../../ui/when";
import { Why } from "../../ui/why";
import { areaWords } from "./ask-words";
import { Gone } from "./gone";
import { LineField } from "./line-field";
import { PauseNote } from "./pause-note";
import { ask, formOf, HOUR, isFree, keepDraft, type Way, ways, withdrawAsk } from "./store";

const LENGTHS = [4, 24, 72] as const;

interface Typed {
	readonly line: string;
	/** Null for any time. */
	readonly time: string | null;
	readonly hours: number;
}

const NOTHING: Typed = { line: "", time: null, hours: 24 };

export default function MakeScreen({ area }: { readonly area: string }) {
	const way = ways.value.find((one) => one.area === area);
	const [free] = useState(isFree(area));
	if (alone.value) return <Elsewhere />;
	return way && free ? <AskForm area={way.area} /> : <Gone />;
}

function AskForm({ area }: { readonly area: Way["area"] }) {
	const { inside, start } = usePartner();
	const goOn = useGoOn();
	const { busy, trouble, run } = useAct();
	const pause = theirSilence.value;
	const [{ line, time, hours }, setTyped, draft] = useDraft<Typed>(formOf(area), () => NOTHING);
	const touch = (change: Partial<Typed>): void => setTyped({ line, time, hours, ...change });
	const send = async (): Promise<void> => {
		const lasts = hours * HOUR;
		const wants_at = time === null ? null : nextAt(time, serverNow());
		let id = "";
		const act = async () => {
			id = await (pause === null ? ask : keepDraft)({ area, line, wants_at, lasts });
		};
		if (!(await run(act))) return;
		const restore = draft.done();
		goOn("/talk");
		say(pause === null ? m.unsent() : m.ask_draft_kept(), () => {
			restore();
			return withdrawAsk(id);
		});
	};
	return (
		<Page title={areaWords(area)} back="/talk">
			<DraftKept draft={draft} />
			<PauseNote />
			<LineField value={line} onInput={(to) => touch({ line: to })} draft="with the form" />
			<Chips
				legend={m.ask_when()}
				options={[
					{ value: "any", label: m.ask_any_time() },
					{ value: "at", label: m.ask_at_time() },
				]}
				value={time === null ? "any" : "at"}
				onChoose={(when) => touch({ time: when === "at" ? localTime(nextDaytime(serverNow() + HOUR)) : null })}
			/>
			{time !== null && (
				<MomentField label={m.ask_at()} type="time" value={time} onChange={(to) => touch({ time: to })} />
			)}
			<Chips
				legend={m.ask_lasts()}
				options={LENGTHS.map((count) => ({ value: count, label: m.hours({ count }) }))}
				value={hours}
				onChoose={(to) => touch({ hours: to })}
			/>
			<p class="soft small">{m.ask_explained({ name: start })}</p>
			<Trouble>{trouble}</Trouble>
			<Button look="main" wide busy={busy} onClick={send}>
				{pause === null ? m.ask_send({ name: inside }) : m.ask_draft_keep()}
			</Button>
			<Why lines={[m.ask_why(), m.ask_why_not()]} />
		</Page>
	);
}
