/** The days that were: a month, one day, a search, or weeks as lines. */

import { useRoute } from "preact-iso";
import { dayNamed } from "./calendar";
import { Day } from "./day";
import { Month } from "./month";
import { Search } from "./search-screen";
import { Weeks } from "./weeks-screen";
import "../today.css";
import "./days.css";

/** One part for all of them, so that each opens without a network once the first one has. */
export default function DaysScreen() {
	const { of } = useRoute().params;
	if (of === "search") return <Search />;
	if (of === "weeks") return <Weeks />;
	const day = dayNamed(of);
	return day === null ? <Month /> : <Day key={day} day={day} />;
}
