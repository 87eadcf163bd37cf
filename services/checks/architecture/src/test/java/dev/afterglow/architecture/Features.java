package dev.afterglow.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** A slice for each {@code dev.afterglow.<area>.<feature>}, of its domain and use cases alone. */
final class Features implements SliceAssignment {

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.");
    return parts.length < 4 || Edges.atTheEdge().test(type)
        ? SliceIdentifier.ignore()
        : SliceIdentifier.of(parts[2], parts[3]);
  }

  @Override
  public String getDescription() {
    return "features";
  }
}
