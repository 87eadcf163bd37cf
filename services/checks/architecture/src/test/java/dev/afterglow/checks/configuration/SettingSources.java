package dev.afterglow.checks.configuration;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads every {@code @ConfigMapping} interface under services/, with its Javadoc, from source. */
final class SettingSources {
  private final Path services;

  SettingSources(Path services) {
    this.services = services;
  }

  List<Setting> read() throws IOException {
    List<Path> files = mappings();
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "no JDK");
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  diagnostic -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      DocTrees docs = DocTrees.instance(task);
      List<Setting> settings = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        String module = moduleOf(Path.of(unit.getSourceFile().toUri()));
        new MappingScanner(docs, module, settings).scan(unit, null);
      }
      settings.sort(Setting.ORDER);
      return List.copyOf(settings);
    }
  }

  private List<Path> mappings() throws IOException {
    try (Stream<Path> all = Files.walk(services)) {
      return all.filter(p -> p.toString().endsWith(".java"))
          .filter(p -> p.toString().contains("/src/main/java/"))
          .filter(p -> textOf(p).contains("@ConfigMapping"))
          .sorted()
          .toList();
    }
  }

  private String moduleOf(Path file) {
    Path inside = services.relativize(file);
    Path sources = Path.of("src");
    for (int i = 0; i < inside.getNameCount(); i++) {
      if (inside.getName(i).equals(sources)) {
        return inside.getName(i - 1).toString();
      }
    }
    throw new IllegalStateException("not below a src folder: " + inside);
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Walks one file; nested interfaces are groups under their method's name. */
  private static final class MappingScanner extends TreePathScanner<Void, Void> {
    private final DocTrees docs;
    private final String module;
    private final List<Setting> settings;

    MappingScanner(DocTrees docs, String module, List<Setting> settings) {
      this.docs = docs;
      this.module = module;
      this.settings = settings;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      Optional<String> prefix =
          annotation(type.getModifiers(), "ConfigMapping").map(a -> argument(a, "prefix"));
      if (prefix.isPresent()) {
        addAll(type, getCurrentPath(), prefix.get());
        return null;
      }
      return super.visitClass(type, unused);
    }

    private void addAll(ClassTree type, TreePath path, String prefix) {
      for (Tree member : type.getMembers()) {
        if (member instanceof MethodTree method && method.getBody() == null) {
          add(type, method, path, prefix);
        }
      }
    }

    private void add(ClassTree type, MethodTree method, TreePath path, String prefix) {
      String name =
          annotation(method.getModifiers(), "WithName")
              .map(a -> argument(a, "value"))
              .orElseGet(() -> kebab(method.getName().toString()));
      String property = prefix + "." + name;
      String returned = method.getReturnType().toString();
      Optional<ClassTree> group = nested(type, returned);
      if (group.isPresent()) {
        addAll(group.get(), new TreePath(path, group.get()), property);
        return;
      }
      String fallback =
          annotation(method.getModifiers(), "WithDefault")
              .map(a -> argument(a, "value"))
              .orElse(null);
      settings.add(new Setting(module, property, returned, fallback, reason(path, method)));
    }

    private String reason(TreePath path, MethodTree method) {
      @Nullable DocCommentTree comment = docs.getDocCommentTree(new TreePath(path, method));
      return comment == null
          ? ""
          : comment.getFullBody().stream()
              .map(Object::toString)
              .collect(Collectors.joining())
              .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
              .replaceAll("\\s+", " ")
              .strip();
    }

    private static Optional<ClassTree> nested(ClassTree type, String name) {
      return type.getMembers().stream()
          .filter(ClassTree.class::isInstance)
          .map(ClassTree.class::cast)
          .filter(inner -> inner.getSimpleName().contentEquals(name))
          .findFirst();
    }

    private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
      return modifiers.getAnnotations().stream()
          .map(AnnotationTree.class::cast)
          .filter(a -> a.getAnnotationType().toString().equals(name))
          .findFirst();
    }

    private static String argument(AnnotationTree annotation, String name) {
      for (ExpressionTree argument : annotation.getArguments()) {
        if (argument instanceof AssignmentTree assignment
            && assignment.getVariable().toString().equals(name)) {
          return literal(assignment.getExpression());
        }
      }
      return literal(annotation.getArguments().getFirst());
    }

    private static String literal(ExpressionTree expression) {
      return expression instanceof LiteralTree literal
          ? String.valueOf(literal.getValue())
          : expression.toString();
    }

    private static String kebab(String camel) {
      return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
  }
}
