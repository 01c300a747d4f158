/** Wins of any age, as the screens read them from this phone. */

import { madeAt } from "../../kernel/store/ids";
import { useAll, useHistory, useRecord } from "../../ui/history";
import { APPRECIATIONS, WINS } from "./kinds";
import { type Win, winsIn } from "./store";

/** All wins that this person can read; null until some are read. */
export function useWins(): readonly Win[] | null {
	const wins = useAll(WINS);
	const said = useAll(APPRECIATIONS);
	return wins && said && winsIn(wins.records, said.records);
}

/** One win; null until it is read, undefined if it is not here. */
export function useWin(id: string): Win | null | undefined {
	const wins = useRecord(WINS, id);
	// the id of what is said to a win begins with that of the win
	const said = useHistory(APPRECIATIONS, madeAt(id), madeAt(id) + 1);
	return wins && said && winsIn(wins, said)[0];
}
