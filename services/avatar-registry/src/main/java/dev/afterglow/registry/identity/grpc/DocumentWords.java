package dev.afterglow.registry.identity.grpc;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;

/** A document from the contract's words; there is no way back. */
public final class DocumentWords {
  private DocumentWords() {}

  /** The document, its number not judged yet. */
  public static Document document(dev.afterglow.api.registry.v1.Document document) {
    DocumentType type =
        Words.domain(document.getType(), "DOCUMENT_TYPE_", DocumentType.class)
            .orElseThrow(() -> Faults.invalidField("document.type", "the type is unknown"));
    return AfterglowException.checking(
        "document", () -> new Document(type, document.getNumber(), document.getName()));
  }
}
