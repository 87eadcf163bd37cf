package dev.afterglow.registry.part;

/** What a part is. */
public enum PartKind {
  /** The face. */
  FACE_MODEL(PartForm.MODEL, true),
  /** The voice. */
  VOICE_MODEL(PartForm.TENSORS, true),
  /** The body. */
  BODY(PartForm.MODEL, true),
  /** Clothes and hair. */
  LOOKS(PartForm.MODEL, true),
  /** Who the figure is. */
  PERSONA(PartForm.TEXT, false),
  /** What is said. */
  SCRIPTS(PartForm.TEXT, false);

  private final PartForm form;
  private final boolean likeness;

  PartKind(PartForm form, boolean likeness) {
    this.form = form;
    this.likeness = likeness;
  }

  /** How it is judged. */
  public PartForm form() {
    return form;
  }

  /** Whether it shows or sounds like somebody, so that licences bind it. */
  public boolean likeness() {
    return likeness;
  }
}
