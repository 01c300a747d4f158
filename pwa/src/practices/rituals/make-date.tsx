/** A date that happens once: what, where and when on one page. */

import { preferences } from "../../kernel/preferences/preferences";
import { serverNow } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { DraftKept } from "../../ui/discard-draft";
import { Page } from "../../ui/page";
import { useDraft } from "../../ui/typed";
import { recurrenceOf, usualDate } from "./draft";
import { kindWord } from "./kind-face";
import { PlannedTimes } from "./planned-times";
import { ProposeButton } from "./propose-button";
import { WhenStep } from "./when-step";
import { WordsStep } from "./words-step";
import "./rituals.css";

/** Not by space, since the space is another one once the two connect or part. */
const NEW = "ritual/date";

export default function MakeDate() {
	const [choices, setChoices, draft] = useDraft(NEW, () =>
		usualDate(kindWord("date_night"), serverNow(), preferences.value.zone),
	);
	return (
		<Page title={m.date_plan()} back="/time">
			<DraftKept draft={draft} />
			<WordsStep choices={choices} onChange={setChoices} />
			<WhenStep choices={choices} onChange={setChoices} single />
			<PlannedTimes recurrence={recurrenceOf(choices, serverNow())} />
			<div class="btns">
				<ProposeButton choices={choices} draft={draft} />
			</div>
		</Page>
	);
}
