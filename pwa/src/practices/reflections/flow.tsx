/** A reflection, step by step; every step can be skipped, and what was said waits until it is kept or discarded. */

import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { draftAt } from "../../kernel/drafts/drafts";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { linkFrom, useCameFrom } from "../../ui/came-from";
import { DraftKept } from "../../ui/discard-draft";
import { useGoOn } from "../../ui/go-on";
import { useKept } from "../../ui/kept-for-me";
import { usePartner } from "../../ui/names";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { type FormDraft, useDraft } from "../../ui/typed";
import { formOf } from "./drafts";
import { Gone } from "./gone";
import { sentenceOf } from "./sentence";
import { ActStep, BreatheStep, FeelStep, NeedStep, type Saying, SayStep } from "./steps";
import { changeReflection, KEPT, keepReflection, type OwnReflection } from "./store";
import { isEmpty } from "./words";
import "./reflections.css";

const STEPS = ["breathe", "feel", "need", "act", "say"] as const;
type Step = (typeof STEPS)[number];

export default function ReflectScreen() {
	const { id } = useRoute().params;
	return id === undefined ? <New /> : <Change id={id} />;
}

/** Going back to a step of a reflection that was kept meanwhile leads to the list. */
function New() {
	const { query } = useLocation();
	const goOn = useGoOn();
	const [over] = useState(query.step !== undefined && draftAt(formOf()) === undefined);
	useEffect(() => {
		if (over) goOn("/reflections", true);
	}, [over]);
	return over ? null : <Flow />;
}

function Change({ id }: { readonly id: string }) {
	const reflection = useKept(KEPT, id);
	if (reflection === null) return null;
	if (reflection && "copy" in reflection && !reflection.read_only)
		return <Flow key={id} id={id} reflection={reflection} />;
	// what was said before the reflection was deleted elsewhere becomes one of its own
	return reflection || draftAt(formOf(id)) === undefined ? <Gone /> : <Flow key={id} id={id} lost />;
}

interface FlowProps {
	/** Of the reflection that is changed, also if it was deleted meanwhile. */
	readonly id?: string;
	readonly reflection?: OwnReflection;
	readonly lost?: boolean;
}

function Flow({ id, reflection, lost = false }: FlowProps) {
	const [said, setSaid, draft] = useDraft<Saying>(formOf(id), () => sayingOf(reflection));
	const { query } = useLocation();
	const [first] = useState<Step>(() => (reflection ? "say" : draft.kept ? firstOpen(said) : "breathe"));
	const step = STEPS.find((one) => one === query.step) ?? first;
	const address = id === undefined ? "/reflections/new" : `/reflections/${id}/edit`;
	const { origin, back } = useCameFrom(reflection ? `/reflections/${reflection.id}` : "/reflections");
	const at = (to: Step | undefined) => to && linkFrom(origin, `${address}?step=${to}`);
	const index = STEPS.indexOf(step);
	const touch = (change: Partial<Saying>): void => setSaid({ ...said, ...change });
	const next = at(STEPS[index + 1]);
	return (
		<Page title={TITLES[step]()} back={at(STEPS[index - 1]) ?? back} {...leadOf(step, lost)}>
			<DraftKept draft={draft} />
			{step === "breathe" && <BreatheStep />}
			{step === "feel" && <FeelStep form={formOf(id)} said={said} onChange={touch} />}
			{step === "need" && <NeedStep said={said} onChange={touch} />}
			{step === "act" && <ActStep said={said} onChange={touch} />}
			{step === "say" && <SayStep said={said} onChange={touch} />}
			{next ? (
				<ButtonLink look="main" wide href={next}>
					{step === "breathe" || isSaid(said, step) ? m.next() : m.reflection_skip()}
				</ButtonLink>
			) : (
				<KeepButton said={said} draft={draft} {...(reflection ? { reflection } : {})} />
			)}
		</Page>
	);
}

interface KeepProps {
	readonly said: Saying;
	readonly draft: FormDraft;
	readonly reflection?: OwnReflection;
}

function KeepButton({ said, draft, reflection }: KeepProps) {
	const { start } = usePartner();
	const goOn = useGoOn();
	const { origin } = useCameFrom("/reflections");
	const whole = { ...said, sentence: said.sentence ?? sentenceOf(said) };
	const save = async (): Promise<void> => {
		if (reflection) await changeReflection(reflection, whole);
		const kept = reflection?.id ?? (await keepReflection(whole));
		draft.done();
		say(reflection?.copy ? m.sharing_saved({ name: start }) : m.kept_for_me());
		goOn(linkFrom(origin, `/reflections/${kept}`), true);
	};
	return (
		<Button look="main" wide disabled={isEmpty(whole)} onClick={save}>
			{m.keep_for_me()}
		</Button>
	);
}

function sayingOf(reflection: OwnReflection | undefined): Saying {
	if (!reflection) return { feelings: [], when: "", need: "", act: null, sentence: null };
	const { feelings, when, need, act, sentence } = reflection;
	return { feelings, when, need, act, sentence };
}

const TITLES: Readonly<Record<Step, () => string>> = {
	breathe: m.reflection_breathe,
	feel: m.reflection_feel,
	need: m.reflection_need,
	act: m.reflection_act,
	say: m.reflection_say,
};

function leadOf(step: Step, lost: boolean): { readonly lead?: string } {
	if (lost) return { lead: m.reflection_lost() };
	return step === "breathe" ? { lead: m.reflection_breathe_lead() } : {};
}

/** Where somebody goes on who has begun. */
function firstOpen(said: Saying): Step {
	return STEPS.slice(1).find((step) => !isSaid(said, step)) ?? "say";
}

function isSaid({ feelings, when, need, act, sentence }: Saying, step: Step): boolean {
	if (step === "feel") return feelings.length > 0 || when !== "";
	if (step === "need") return need !== "";
	return step === "act" ? act !== null : sentence !== null;
}
