@org.jspecify.annotations.NullMarked
package dev.afterglow.house.face;
