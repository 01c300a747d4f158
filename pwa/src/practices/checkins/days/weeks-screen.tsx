/** Closeness and energy, season by season: a line for each of you, with a table of the same numbers. */

import { useLocation } from "preact-iso";
import { dayOf, minute } from "../../../kernel/store/clock";
import { alone } from "../../../kernel/store/session";
import { m } from "../../../paraglide/messages.js";
import { usePartner } from "../../../ui/names";
import { Page } from "../../../ui/page";
import { daySpan, mondayOf } from "../../../ui/when";
import type { CheckIn } from "../store";
import { dayName, dayNamed } from "./calendar";
import { Chart, type Line } from "./chart";
import { MeansTable } from "./means-table";
import { usePast } from "./past";
import { Steps } from "./step";
import { type Measure, meansOf, WEEKS } from "./weeks";

export function Weeks() {
	const { inside } = usePartner();
	const latest = mondayOf(dayOf(minute.value)) - 7 * (WEEKS - 1);
	const asked = dayNamed(useLocation().query.from);
	const firstMonday = asked === null ? latest : Math.min(mondayOf(asked), latest);
	const checkIns = usePast(firstMonday, firstMonday + 7 * WEEKS - 1);
	const measures: readonly Measure[] = alone.value ? ["energy"] : ["closeness", "energy"];
	return (
		<Page
			title={alone.value ? m.energy() : m.days_weeks()}
			back="/days"
			lead={alone.value ? m.days_weeks_lead_alone() : m.days_weeks_lead({ name: inside })}
		>
			<Steps
				label={m.days_weeks()}
				id="weeks"
				now={seasonOf(firstMonday).name}
				earlier={seasonOf(firstMonday - 7 * WEEKS)}
				later={firstMonday < latest ? seasonOf(Math.min(firstMonday + 7 * WEEKS, latest)) : null}
			/>
			{checkIns &&
				measures.map((measure) => (
					<OneMeasure key={measure} measure={measure} checkIns={checkIns} firstMonday={firstMonday} />
				))}
			{!alone.value && <p class="soft small">{m.days_weeks_own()}</p>}
		</Page>
	);
}

/** The weeks from this Monday on. */
function seasonOf(monday: number) {
	const name = dayName(monday);
	return { href: `/days/weeks?from=${name}`, name: daySpan(name, dayName(monday + 7 * WEEKS - 1)) };
}

interface MeasureProps {
	readonly measure: Measure;
	readonly checkIns: readonly CheckIn[];
	readonly firstMonday: number;
}

function OneMeasure({ measure, checkIns, firstMonday }: MeasureProps) {
	const { start } = usePartner();
	const name = { closeness: m.closeness, energy: m.energy }[measure]();
	const mine = meansOf(
		checkIns.filter(({ by_me }) => by_me),
		measure,
		firstMonday,
	);
	const theirs = meansOf(
		checkIns.filter(({ by_me }) => !by_me),
		measure,
		firstMonday,
	);
	const lines: Line[] = [];
	if (mine) lines.push({ who: "me", name: m.you(), means: mine });
	if (theirs) lines.push({ who: "partner", name: start, means: theirs });
	return (
		<section class="section" aria-labelledby={measure}>
			<h2 id={measure}>{name}</h2>
			{lines.length > 0 && <Chart measure={measure} name={name} lines={lines} firstMonday={firstMonday} />}
			{!mine && <p class="soft small">{m.days_weeks_few()}</p>}
			{!theirs && !alone.value && <p class="soft small">{m.days_weeks_few_theirs({ name: start })}</p>}
			{lines.length > 0 && <MeansTable name={name} lines={lines} firstMonday={firstMonday} />}
		</section>
	);
}
