package dev.afterglow.agent.cli;

import dev.afterglow.agent.source.SourceSpec;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a source as the presenter writes it. */
final class SpecConverter implements ITypeConverter<SourceSpec> {
  @Override
  public SourceSpec convert(String text) {
    try {
      return SourceSpec.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
