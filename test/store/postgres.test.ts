import { POSTGRES_NAME, testDatabase } from "./postgres-stores.ts";
import { switchesContract } from "../contracts/reading.ts";

const { make } = testDatabase();

switchesContract(POSTGRES_NAME, make);
