/** One reflection: its sentence, what led to it, the way to what was chosen, and who can read it. */

import { useRoute } from "preact-iso";
import { minute } from "../../kernel/store/clock";
import { removeKept } from "../../kernel/sync/kept-for-me";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { useCameFrom } from "../../ui/came-from";
import { Fact } from "../../ui/facts";
import { feelingWord } from "../../ui/feelings";
import { useGoOn } from "../../ui/go-on";
import { useKept } from "../../ui/kept-for-me";
import { usePartner } from "../../ui/names";
import { Note, Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { Sharing } from "../../ui/sharing";
import { say } from "../../ui/snackbar";
import { joined, longDate } from "../../ui/when";
import { actWord, placeOf } from "./acts";
import { Gone } from "./gone";
import { needWord } from "./needs";
import { KEPT, type OwnReflection } from "./store";
import "./reflections.css";

export default function OneReflection() {
	const { id = "" } = useRoute().params;
	const { inside } = usePartner();
	const { back } = useCameFrom("/reflections");
	const reflection = useKept(KEPT, id);
	if (reflection === null) return null;
	if (!reflection) return <Gone />;
	const day = longDate(reflection.at, minute.value);
	return (
		<Page
			title={reflection.by_me ? day : m.shared_by({ name: inside })}
			back={back}
			{...(reflection.by_me ? {} : { lead: day })}
		>
			{reflection.sentence && (
				<p class="reflection-sentence" dir="auto">
					{reflection.sentence}
				</p>
			)}
			{"copy" in reflection && <Mine reflection={reflection} />}
		</Page>
	);
}

function Mine({ reflection }: { readonly reflection: OwnReflection }) {
	const { start } = usePartner();
	const goOn = useGoOn();
	const remove = async (): Promise<void> => {
		say(m.reflection_deleted(), await removeKept(KEPT, reflection));
		goOn("/reflections");
	};
	return (
		<>
			<Unsent pending={reflection.pending} stuck={reflection.stuck} />
			<What reflection={reflection} />
			<Sharing
				of={KEPT}
				one={reflection}
				lead={m.reflection_share_lead({ name: start })}
				offered={reflection.sentence !== ""}
			/>
			{reflection.read_only && <Note>{m.newer_words()}</Note>}
			<div class="stack-tight">
				{reflection.audience === "me" && !reflection.read_only && (
					<ButtonLink wide href={`/reflections/${reflection.id}/edit`}>
						{m.change()}
					</ButtonLink>
				)}
				<Button look="plain" wide onClick={remove}>
					{m.reflection_delete()}
				</Button>
			</div>
		</>
	);
}

const DAY = 86_400_000;

/** What led to the sentence. Nothing that was chosen is done by itself: on its day a link leads there. */
function What({ reflection: { feelings, need, act, at } }: { readonly reflection: OwnReflection }) {
	const place = minute.value < at + DAY ? placeOf(act) : null;
	return (
		<>
			<dl class="facts">
				{feelings.length > 0 && <Fact name={m.feelings()} value={joined(feelings.map(feelingWord))} />}
				{need && <Fact name={m.reflection_need_short()} value={needWord(need)} />}
				{act && !place && <Fact name={m.reflection_act_short()} value={actWord(act)} />}
			</dl>
			{act && place && (
				<ButtonLink look="main" wide href={place}>
					{actWord(act)}
				</ButtonLink>
			)}
		</>
	);
}
