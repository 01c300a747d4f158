/** The days that were: a month, one day, a search, or weeks as lines. */

import { useState } from "preact/hooks";
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
	// kept while somebody opens a day that was found, and in no address
	const [sought, seek] = useState("");
	if (of === "search") return <Search typed={sought} onType={seek} />;
	if (of === "weeks") return <Weeks />;
	const day = dayNamed(of);
	return day === null ? <Month /> : <Day key={day} day={day} />;
}
