/** Another replica handled the update first: nothing of this handler's work is kept, and nobody is told. */
export class UpdateHandledElsewhere extends Error {
  override readonly name = "UpdateHandledElsewhere";
}
