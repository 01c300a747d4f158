/**
 * Say what you are open to: four areas, energy and an end in one sheet. The first time it explains what that means.
 */

import { useState } from "preact/hooks";
import { serverNow } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { useAct } from "../../ui/act";
import { Button } from "../../ui/button";
import { Chips, Scale, Segments } from "../../ui/choice";
import { usePartner } from "../../ui/names";
import { Trouble } from "../../ui/note";
import { Sheet } from "../../ui/sheet";
import { say } from "../../ui/snackbar";
import { Why } from "../../ui/why";
import { areaWord } from "./area-words";
import { type Draft, draftOf, type End, seenBy, wishesOf } from "./draft";
import { AREAS, type Area, isKnown, mine, rules } from "./store";
import { sayInstead, shownState } from "./tapping";

interface SheetProps {
	readonly onClose: () => void;
}

export function ReadinessSheet({ onClose }: SheetProps) {
	const [known, setKnown] = useState(isKnown.value);
	return (
		<Sheet key={known ? "choose" : "first"} title={known ? m.ready_title() : m.ready_first_title()} onClose={onClose}>
			{known ? <Choose onClose={onClose} /> : <First onRead={() => setKnown(true)} />}
		</Sheet>
	);
}

/** Before the first use: what it is, and what the partner can conclude from it. */
function First({ onRead }: { readonly onRead: () => void }) {
	const { start } = usePartner();
	return (
		<div class="stack">
			<p class="ready-first-said">{m.ready_first_invitation()}</p>
			<p>{m.ready_first_rules({ name: start })}</p>
			<p>{m.ready_first_inferred()}</p>
			<details class="more">
				<summary>{m.ready_first_more()}</summary>
				<div class="stack">
					<p>{m.ready_first_match()}</p>
					<p>{m.ready_first_trace()}</p>
					<p>{m.ready_first_end()}</p>
				</div>
			</details>
			<Button look="main" wide onClick={onRead}>
				{m.understood()}
			</Button>
		</div>
	);
}

function Choose({ onClose }: SheetProps) {
	const [draft, setDraft] = useState(() => draftOf(mine.value, rules.value, shownState));
	const { busy, trouble, run } = useAct();
	const touch = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
	const save = () =>
		run(async () => {
			const { wishes, undo } = await sayInstead(() => wishesOf(draft, mine.value, rules.value, serverNow()));
			onClose();
			if (wishes.length > 0) say(m.saved(), undo);
		});
	return (
		<>
			<p class="soft small">
				{m.ready_never_consent()} {m.ready_match_after()}
			</p>
			<div class="stack">
				{AREAS.map((area) => (
					<AreaChoice key={area} area={area} draft={draft} onChange={touch} />
				))}
			</div>
			<Rules draft={draft} onChange={touch} />
			<Chips legend={m.ready_how_long()} options={ends()} value={draft.end} onChoose={(end) => touch({ end })} />
			<Scale
				legend={m.energy()}
				low={m.energy_low()}
				high={m.energy_high()}
				value={draft.energy}
				onChoose={(energy) => touch({ energy })}
			/>
			<Why lines={[m.ready_why(), m.ready_why_not()]} />
			<Trouble>{trouble}</Trouble>
			<div class="sheet-foot">
				<Button look="main" wide busy={busy} onClick={save}>
					{saveWords(draft)}
				</Button>
			</div>
		</>
	);
}

interface ChoiceProps {
	readonly draft: Draft;
	readonly onChange: (change: Partial<Draft>) => void;
}

function AreaChoice({ area, draft, onChange }: ChoiceProps & { readonly area: Area }) {
	return (
		<div class="ready-area">
			<p class="ready-area-head">
				<b aria-hidden="true">{areaWord(area)}</b>
				<RuleWords area={area} draft={draft} />
			</p>
			<Segments
				legend={areaWord(area)}
				value={draft.states[area]}
				options={[
					{ value: "not_now", label: m.not_now() },
					{ value: "maybe", label: m.state_maybe() },
					{ value: "ready", label: m.state_ready() },
				]}
				onChoose={(state) => onChange({ states: { ...draft.states, [area]: state } })}
			/>
		</div>
	);
}

function RuleWords({ area, draft }: { readonly area: Area; readonly draft: Draft }) {
	const { start } = usePartner();
	const words = (): string => {
		if (draft.rules[area] === "always") return m.ready_seen_always({ name: start });
		return draft.states[area] === "maybe" ? m.ready_seen_by_nobody() : m.ready_seen_mutual();
	};
	return <span class="soft small">{words()}</span>;
}

function Rules({ draft, onChange }: ChoiceProps) {
	return (
		<details class="more">
			<summary>{m.ready_rules()}</summary>
			<div class="stack">
				{AREAS.map((area) => (
					<div class="ready-area" key={area}>
						<b aria-hidden="true">{areaWord(area)}</b>
						<Segments
							legend={m.ready_rule_of({ area: areaWord(area) })}
							value={draft.rules[area]}
							options={[
								{ value: "always", label: m.ready_rule_always() },
								{ value: "mutual", label: m.ready_rule_mutual() },
							]}
							onChoose={(rule) => onChange({ rules: { ...draft.rules, [area]: rule } })}
						/>
					</div>
				))}
			</div>
		</details>
	);
}

function ends(): readonly { readonly value: End; readonly label: string }[] {
	const hours = (["1", "2", "4", "8", "24"] as const).map((value) => ({
		value,
		label: m.hours({ count: Number(value) }),
	}));
	const held = AREAS.some((area) => mine.value[area]);
	return held ? [{ value: "kept", label: m.ready_end_kept() }, ...hours] : hours;
}

function saveWords(draft: Draft): string {
	const seen = seenBy(draft);
	if (seen === null) return m.save();
	return { always: m.save_for_both, mutual: m.ready_save_mutual, mixed: m.ready_save_mixed }[seen]();
}
