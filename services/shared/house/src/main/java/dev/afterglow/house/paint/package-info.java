@org.jspecify.annotations.NullMarked
package dev.afterglow.house.paint;
