package dev.afterglow.platform.validation;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import build.buf.validate.Violation;
import com.google.protobuf.Message;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks messages against the rules that their contract states with protovalidate. */
@Singleton
public final class MessageRules {

  private final Validator validator = ValidatorFactory.newBuilder().build();

  /**
   * Checks a message, and that its texts hold no NUL and its times are some; the rules of a type
   * are compiled when the first message of it comes.
   *
   * @throws AfterglowException INVALID with reason INVALID_FIELD and the metadata {@code field}
   *     (the path, as in {@code motion.samples[0].head}) and {@code rule} (as in {@code
   *     string.max_len}), for the first rule that is broken
   * @throws IllegalStateException if the contract's rules themselves are wrong
   */
  public void check(Message message) {
    ValidationResult result;
    try {
      result = validator.validate(message);
    } catch (ValidationException e) {
      throw new IllegalStateException(
          "the rules of " + message.getDescriptorForType().getFullName() + " cannot be run", e);
    } catch (DateTimeException | ArithmeticException e) {
      throw FieldWalk.first(message, FieldWalk.NO_TIME)
          .<RuntimeException>map(MessageRules::noTime)
          .orElse(e);
    }
    if (!result.isSuccess()) {
      throw refusal(result.getViolations().getFirst().toProto());
    }
    FieldWalk.first(message, FieldWalk.NUL)
        .ifPresent(
            field -> {
              throw broken(field, "string.nul", "a text holds no NUL");
            });
  }

  private static AfterglowException noTime(String field) {
    return broken(field, "time", "a time lies in the years 1 to 9999, a span is as long at most");
  }

  private static AfterglowException broken(String field, String rule, String message) {
    return new AfterglowException(
        PlatformReason.INVALID_FIELD,
        Fault.INVALID,
        field + ": " + message,
        Map.of("field", field, "rule", rule));
  }

  private static AfterglowException refusal(Violation violation) {
    String field = path(violation.getField());
    return broken(field, violation.getRuleId(), violation.getMessage());
  }

  private static String path(FieldPath path) {
    return path.getElementsList().stream()
        .map(MessageRules::element)
        .collect(Collectors.joining("."));
  }

  private static String element(FieldPathElement element) {
    return switch (element.getSubscriptCase()) {
      case INDEX -> element.getFieldName() + "[" + element.getIndex() + "]";
      // A map's key is a value of the caller's, which is not sent back.
      case BOOL_KEY, INT_KEY, UINT_KEY, STRING_KEY -> element.getFieldName() + "[]";
      case SUBSCRIPT_NOT_SET -> element.getFieldName();
    };
  }
}
