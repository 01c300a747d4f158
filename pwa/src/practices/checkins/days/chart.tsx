/**
 * Weekly means as lines. Yours is a full line with round points, your partner's a dashed one with hollow squares, and
 * what lies below both is washed in the colour that is shared.
 */

import { m } from "../../../paraglide/messages.js";
import { longDay } from "../../../ui/when";
import { dayName } from "./calendar";
import { type LinePoint, lower, type Means, type Measure, strokes, WEEKS } from "./weeks";

export interface Line {
	readonly who: "me" | "partner";
	readonly name: string;
	readonly means: Means;
}

export interface LinesProps {
	/** The measure in words. */
	readonly name: string;
	readonly lines: readonly Line[];
	/** The Monday of the first week. */
	readonly firstMonday: number;
}

const [WIDTH, HEIGHT, EDGE] = [320, 140, 8];
const LEVELS = [1, 2, 3, 4, 5];
const [ROUND, SQUARE] = [3, 10];

export function Chart({ measure, name, lines, firstMonday }: LinesProps & { readonly measure: Measure }) {
	const from = longDay(dayName(firstMonday));
	const to = longDay(dayName(firstMonday + 7 * (WEEKS - 1)));
	const [one, other] = lines.map(({ means }) => means);
	const both = one && other ? lower(one, other) : [];
	const [low, high] = {
		closeness: [m.closeness_low, m.closeness_high] as const,
		energy: [m.energy_low, m.energy_high] as const,
	}[measure];
	return (
		<figure class="days-chart">
			<p class="soft small" aria-hidden="true">
				{high()}
			</p>
			<svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={m.days_weeks_chart({ measure: name, from, to })}>
				{both.length > 0 && <path class="both" d={both.map(areaBelow).join("")} />}
				{LEVELS.map((level) => (
					<path key={level} class="level" d={`M0 ${down(level)}H${WIDTH}`} />
				))}
				{lines.map(({ who, means }) => (
					<g key={who} class={`line ${who}`}>
						{strokes(means).map((places) => (
							<path key={places[0]} class="stroke" d={`M${places.map((place) => pointAt(means, place)).join("L")}`} />
						))}
					</g>
				))}
				{lines.toReversed().map((line) => (
					<Points key={line.who} line={line} />
				))}
			</svg>
			<p class="soft small" aria-hidden="true">
				{low()}
			</p>
			<figcaption class="days-key soft small">
				{lines.map(({ who, name: whose }) => (
					<span key={who} class={`line-key ${who}`}>
						{whose}
					</span>
				))}
				{both.length > 0 && <span class="line-key both">{m.days_weeks_both()}</span>}
			</figcaption>
		</figure>
	);
}

/** Above all lines; yours last, since they fit into your partner's. */
function Points({ line: { who, means } }: { readonly line: Line }) {
	return (
		<g class={`line ${who}`}>
			{means.map((mean, place) =>
				mean === null ? null : <Point key={pointAt(means, place)} who={who} across={across(place)} down={down(mean)} />,
			)}
		</g>
	);
}

interface PointProps {
	readonly who: Line["who"];
	readonly across: number;
	readonly down: number;
}

function Point({ who, across: x, down: y }: PointProps) {
	if (who === "me") return <circle cx={x} cy={y} r={ROUND} />;
	return <rect x={x - SQUARE / 2} y={y - SQUARE / 2} width={SQUARE} height={SQUARE} />;
}

function areaBelow(points: readonly LinePoint[]): string {
	const line = points.map(([place, level]) => `${across(place)} ${down(level)}`);
	const [first = [0, 0], last = first] = [points[0], points.at(-1)];
	return `M${across(first[0])} ${HEIGHT}L${line.join("L")}L${across(last[0])} ${HEIGHT}Z`;
}

function pointAt(means: Means, place: number): string {
	return `${across(place)} ${down(means[place] ?? 0)}`;
}

function across(place: number): number {
	return EDGE + (place * (WIDTH - 2 * EDGE)) / (WEEKS - 1);
}

/** A level of 5 is at the top. */
function down(level: number): number {
	return EDGE + ((5 - level) * (HEIGHT - 2 * EDGE)) / 4;
}
