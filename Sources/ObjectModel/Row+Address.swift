public import PostgresVocabulary

extension Row {
  /// The address in the columns `classid`, `objid` and, where there is one, `objsubid`.
  ///
  /// - Throws: `RowError` when a column is missing or no number.
  public func address() throws(RowError) -> ObjectAddress {
    ObjectAddress(
      classID: try oid("classid"),
      objectID: try oid("objid"),
      subID: has("objsubid") ? Int32(truncatingIfNeeded: try int("objsubid")) : 0
    )
  }
}
